"""The offline editions: the built site as a ZIM for Kiwix, and as a ZIP a theme and a country for a USB stick.

All are made from the finished site alone. A page is taken apart once (``document``), each edition says which pages are
in it (``editions``), and puts them together again with links that work without a server (``package``).
"""

FOLDER = "offline"
"""Where they stand below the site's root."""

LIST = "offline.json"
"""The file there that lists them."""
