"""Facts to frames: names, codes and units become standard here."""
