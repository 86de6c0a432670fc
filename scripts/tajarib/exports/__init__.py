"""What is made from the catalogue beside the pages. One module a format; ``open_data`` gathers them."""
