require('./run-part.cjs')(1);
