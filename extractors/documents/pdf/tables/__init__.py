"""Tables of a page: ruled, told by their columns alone, and frames beside the text."""
