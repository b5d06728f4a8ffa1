"""For library harvesters: OAI-PMH 2.0 with Dublin Core, http://www.openarchives.org/OAI/openarchivesprotocol.html.

A record is an article that is or was published; a withdrawn one stays as deleted. Its datestamp is ``Article.changed_at``:
publishing, a correction, a withdrawal and a new name of its newspaper, page or section move it, and the index of 0018 orders by it.
"""
