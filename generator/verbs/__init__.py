"""The verbs of the command line, a module for each group. `generator.cli` names them all."""
