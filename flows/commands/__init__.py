"""One command each. At the top only typer: whatever a command needs it imports when it is called."""
