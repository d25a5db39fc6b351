"""What grantees tell of their work and of the money: asked for in time, filled from records, accepted."""
