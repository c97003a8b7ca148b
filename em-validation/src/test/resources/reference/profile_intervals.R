# 95 % profile-likelihood intervals of Hasselblad's mixture: optim over the other two, uniroot for each end.
i <- 0:9
n <- c(162, 267, 271, 185, 111, 61, 27, 8, 3, 1)
minus <- function(p) -sum(n * log(p[1] * dpois(i, p[2]) + (1 - p[1]) * dpois(i, p[3])))
natural <- function(u) c(plogis(u[1]), exp(u[2]), exp(u[3]))
free <- function(p) c(qlogis(p[1]), log(p[2]), log(p[3]))
tight <- list(reltol = 1e-15, maxit = 5000)
climb <- function(f, start) {
  for (again in 1:6) { best <- optim(start, f, method = "BFGS", control = tight); start <- best$par }
  best
}
top <- climb(function(u) minus(natural(u)), free(c(0.3599, 1.2561, 2.6634)))
profile <- function(k, c) {
  f <- function(v) { u <- numeric(3); u[k] <- free(rep(c, 3))[k]; u[-k] <- v; minus(natural(u)) }
  climb(f, last[-k])$value
}
ends <- function(k, from, to) {
  last <<- top$par
  uniroot(function(c) profile(k, c) - top$value - qchisq(0.95, 1) / 2, c(from, to), tol = 1e-10)$root
}
p <- natural(top$par)
out <- list(c(ends(1, 0.08, p[1]), ends(1, p[1], 0.8)), c(ends(2, 0.3, p[2]), ends(2, p[2], 1.9)),
            c(ends(3, 2.3, p[3]), ends(3, p[3], 3.6)))
fmt <- function(v) paste0("[", paste(sprintf("%.15g", v), collapse = ", "), "]")
cat(sprintf('{"source": "R %s, optim and uniroot", "weight": %s, "rate1": %s, "rate2": %s}\n', getRversion(),
            fmt(out[[1]]), fmt(out[[2]]), fmt(out[[3]])))
