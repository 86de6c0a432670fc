"""What a deployment adds to a finished site."""
