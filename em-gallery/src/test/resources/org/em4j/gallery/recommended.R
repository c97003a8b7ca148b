# What packages that come with R make of the gallery's models. Made recommended.json once:
#   Rscript recommended.R > recommended.json
# with R 4.2.2, survival, MASS and jsonlite. Data: survival's lung (Loprinzi et al. 1994) and tobin (Tobin 1958), MASS' quine
# (Aitkin 1978, as Venables and Ripley 2002 have it), R's Nile (Durbin and Koopman 2012).
suppressMessages({library(survival); library(MASS); library(jsonlite)})
out <- list()
maximum <- function(f, start) { # by a general optimiser, run until it no longer moves
  fit <- list(par = start, value = Inf)
  repeat {
    again <- optim(fit$par, f, method = "Nelder-Mead", control = list(reltol = 1e-16, maxit = 5000))
    again <- optim(again$par, f, method = "BFGS", control = list(reltol = 1e-16, maxit = 500))
    if (fit$value - again$value < 1e-12) return(again)
    fit <- again
  }
}
control <- survreg.control(rel.tolerance = 1e-14, maxiter = 500)
gold <- function(f, ...) list(coefficients = unname(coef(f)), scale = f$scale, logLik = f$loglik[2], ...)

# Durable goods that were bought, none less than 0, on age and liquidity.
out$tobin <- gold(survreg(Surv(durable, durable > 0, type = "left") ~ age + quant, data = tobin, dist = "gaussian",
                          control = control), rows = as.matrix(tobin[, c("age", "quant", "durable")]))

# Days to death with lung cancer, some still alive at the end; a weight of 2 for men.
weights <- ifelse(lung$sex == 1, 2, 1)
out$lung <- list(times = lung$time, died = lung$status - 1, weights = weights)
for (d in c("weibull", "lognormal")) {
  out$lung[[d]] <- gold(survreg(Surv(time, status == 2) ~ 1, data = lung, dist = d, control = control))
  out$lung[[paste0(d, "Weighted")]] <-
    gold(survreg(Surv(time, status == 2) ~ 1, data = lung, weights = weights, dist = d, control = control))
}

# Days absent from school.
g <- glm.nb(Days ~ 1, data = quine, control = glm.control(epsilon = 1e-14, maxit = 500))
out$quine <- list(days = quine$Days, size = g$theta, mean = exp(unname(coef(g))), logLik = as.numeric(logLik(g)))
# The flow of the Nile, without gaps and with those of Durbin and Koopman (2012): StructTS on the variances, and the
# log-likelihood, of which StructTS has other constants, by the filter. The first level is N(first year, 1e6 variances).
filter <- function(u, y, variance) {
  m <- y[1]; v <- variance; ll <- 0
  for (t in seq_along(y)) {
    if (!is.na(y[t])) {
      spread <- v + exp(u[2])
      ll <- ll + dnorm(y[t], m, sqrt(spread), log = TRUE)
      m <- m + (y[t] - m) * v / spread
      v <- v * exp(u[2]) / spread
    }
    v <- v + exp(u[1])
  }
  -ll
}
flow <- as.numeric(Nile)
gaps <- replace(flow, c(21:40, 61:80), NA)
out$nile <- lapply(list(whole = flow, gaps = gaps), function(y) {
  variance <- 1e6 * var(y, na.rm = TRUE)
  m <- maximum(function(u) filter(u, y, variance), log(c(1000, 10000)))
  s <- suppressWarnings(StructTS(ts(y, start = 1871), type = "level", optim.control = list(factr = 1)))$coef
  list(flow = y, variance = variance, structTS = unname(s), step = exp(m$par[1]), noise = exp(m$par[2]), logLik = -m$value)
})

# Angles that are drawn from two von Mises distributions, by rejection.
set.seed(11)
drawn <- function(n, direction, concentration) {
  u <- runif(20 * n, -pi, pi)
  head(u[runif(20 * n) < exp(concentration * (cos(u - direction) - 1))], n)
}
angles <- round(c(drawn(60, 1.1, 2.5), drawn(40, -2, 8)), 4)
density <- function(k) exp(k[2] * (cos(angles - k[1]) - 1)) / (2 * pi * besselI(k[2], 0, expon.scaled = TRUE))
one <- maximum(function(u) -sum(log(density(c(u[1], exp(u[2]))))), c(1, 0))
two <- maximum(function(u) -sum(log(plogis(u[1]) * density(c(u[2], exp(u[3]))) +
                                      plogis(-u[1]) * density(c(u[4], exp(u[5]))))), c(0, 1, 1, -2, 1))
out$angles <- list(angles = angles,
                   one = list(direction = one$par[1], concentration = exp(one$par[2]), logLik = -one$value),
                   two = list(weight = plogis(two$par[1]), directions = two$par[c(2, 4)],
                              concentrations = exp(two$par[c(3, 5)]), logLik = -two$value))
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")
