"""Disk: the archive of snapshots and the tables made from it. No network, no flows."""
