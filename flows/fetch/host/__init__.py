"""How a host is reached and treated: addresses, connections, manners, robots.txt."""
