require('./run-part.cjs')(0);
