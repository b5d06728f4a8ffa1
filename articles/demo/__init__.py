"""A sample newspaper of our own making: its pages, what they truly say, and the play that is given with them."""
