"""From YAML files to facts, with the position of every key and value."""
