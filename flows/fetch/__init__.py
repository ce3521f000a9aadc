"""One kind of source each."""
