"""A web of invented newspapers on one loopback port, for tests and benchmarks.

server.py     answers HTTP/1.1 and logs every request
replies.py    what a URL answers: pages with validators, and what goes wrong on the web
newspaper.py  a site: home page, robots.txt, feeds, sitemaps, articles
documents.py  feeds and sitemaps of a line each
towns.py      many of them, some of their pages faulty, with what presslake should make of each
    promises.py   what the server's log proves
    crawls.py     presslake run on it, to the end or killed, and what the warehouse has then
"""
