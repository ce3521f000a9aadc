"""Reading files in processes of their own, each file within limits of time and memory."""
