# factanal.R FILE N D Q: milliseconds of a whole fit of factanal to its maximum, as JSON.
args <- commandArgs(TRUE)
size <- as.integer(args[2:4])
x <- matrix(readBin(args[1], "double", size[1] * size[2]), size[1], size[2], byrow = TRUE)
best <- Inf
for (i in 1:2) best <- min(best, system.time(f <- factanal(x, size[3], rotation = "none"))[["elapsed"]])
cat(sprintf('{"method": "factanal", "ms": %.3f, "criterion": %.12f}\n', 1000 * best, f$criteria[["objective"]]))
