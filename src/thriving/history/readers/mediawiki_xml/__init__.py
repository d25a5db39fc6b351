"""MediaWiki's XML dumps, stubs and full histories, export formats 0.10 and 0.11.

A dump is a stream of bytes. The process that was asked drops the texts and cuts the rest where pages end; as
many processes as there are cores read the pieces. Source: https://www.mediawiki.org/xml/export-0.11.xsd
"""
