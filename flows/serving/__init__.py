"""What runs by itself on one machine: server, work pool, worker, deployments, automations."""
