"""What a reader sees: published articles only, for anybody."""
