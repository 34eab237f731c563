"""`presslake browse`: the warehouse as pages in a browser on this machine."""
