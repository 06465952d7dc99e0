"""What doors share: the clock, links, pages and fragments, files, kept pages, policies."""
