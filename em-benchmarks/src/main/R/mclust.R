# mclust.R N D K: milliseconds of an iteration of mclust's me, VVV, as the difference of two fits, so that its start is not
# counted: as a clock shows them, and of processors. Needs r-cran-mclust.
suppressMessages(library(mclust))
size <- as.integer(commandArgs(TRUE))
set.seed(1)
centres <- matrix(rnorm(size[3] * size[2]) * 4 / sqrt(size[2]), size[3], size[2])
x <- centres[sample(size[3], size[1], TRUE), ] + matrix(rnorm(size[1] * size[2]), size[1], size[2])
start <- unmap(rep(seq_len(size[3]), length.out = size[1]))
fit <- function(iterations) {
  best <- c(Inf, Inf)
  for (i in 1:3) {
    t <- system.time(f <<- me(x, "VVV", start, control = emControl(itmax = c(iterations, 1), tol = c(0, 0))))
    best <- pmin(best, c(t[["elapsed"]], t[["user.self"]] + t[["sys.self"]]))
  }
  best
}
ms <- 1000 * (fit(25) - fit(5)) / 20
cat(sprintf("ok ms=%.4f processor=%.4f loglik=%.6f\n", ms[1], ms[2], f$loglik))
