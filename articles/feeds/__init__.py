"""What feed readers follow: the newspaper, a section, a correspondent, each as Atom, RSS and JSON Feed."""
