"""Numbers and figures of the notebooks. Each function takes the reader and answers something to show."""
