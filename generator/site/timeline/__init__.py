"""The timeline and the home page's story as drawings, made when the site is built."""
