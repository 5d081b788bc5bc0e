"""Engines that turn prepared data into files. What a document says is prepared by other rooms."""
