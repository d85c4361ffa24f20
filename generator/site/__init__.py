"""From facts and history to the files of a site: Markdown, JSON and SVG."""
