"""What a browser sees, on Debian's Chromium, without the network."""
