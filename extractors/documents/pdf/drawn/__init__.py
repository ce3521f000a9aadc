"""What a page of a PDF draws: its content run through, to letters in runs, lines and boxes."""
