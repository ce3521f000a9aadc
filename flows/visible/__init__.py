"""A run made visible: artifacts, progress, tags and the name of its end."""
