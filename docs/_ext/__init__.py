"""What puts snippets on pages and proves them."""
