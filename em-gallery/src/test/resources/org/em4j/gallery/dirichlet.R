# Dirichlet-multinomial counts by dirmult, and Dirichlet shares by optim on the log-likelihood. Made dirichlet.json once:
#   Rscript dirichlet.R > dirichlet.json
# with R 4.2.2, dirmult 0.1.3-5 and jsonlite. Alleles of six populations at the loci D13S317 and D3S1358, dirmult's data us (Budowle and
# Moretti 1999); the shares are drawn.
suppressMessages({library(dirmult); library(jsonlite)})
data(us)
out <- list()
for (locus in c("D13S317", "D3S1358")) {
  counts <- unname(us[[locus]])
  invisible(capture.output(f <- dirmult(counts, epsilon = 1e-12)))
  out[[locus]] <- list(counts = counts, concentrations = unname(f$gamma),
                       logLik = f$loglik + sum(lfactorial(rowSums(counts))) - sum(lfactorial(counts)))
}
set.seed(3)
shares <- round(rdirichlet(60, c(4, 2, 0.7)), 4) + 1e-4
shares <- shares / rowSums(shares)
minus <- function(u) -nrow(shares) * (lgamma(sum(exp(u))) - sum(lgamma(exp(u)))) - sum(log(shares) %*% (exp(u) - 1))
at <- list(par = c(0, 0, 0), value = Inf)
repeat {
  again <- optim(at$par, minus, method = "BFGS", control = list(reltol = 1e-16, ndeps = rep(1e-5, 3)))
  if (!(again$value < at$value)) break
  at <- again
}
out$shares <- list(shares = unname(shares), concentrations = exp(at$par), logLik = -at$value)
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")
