"""What people read: evidence pages, change feed, notebooks. All of it opens from disk with no network."""
