# What other implementations make of the gallery's models. Made expected.json once:
#   Rscript reference.R > expected.json
# with R 4.2.2, flexmix 2.3-18, mixtools 2.0.0, pscl 1.5.5 and jsonlite. None of them shares code with em4j.
suppressMessages({library(flexmix); library(mixtools); library(pscl); library(jsonlite)})
out <- list()
nlls <- function(f, start) { # a maximum of a log-likelihood by a general optimiser, run until it no longer moves
  fit <- list(par = start, value = Inf)
  safe <- function(u) { v <- suppressWarnings(tryCatch(f(u), error = function(e) Inf)); if (is.finite(v)) v else 1e10 }
  for (i in 1:20) {
    again <- optim(fit$par, safe, method = "BFGS", control = list(reltol = 1e-16, maxit = 2000))
    again <- optim(again$par, safe, method = "Nelder-Mead", control = list(reltol = 1e-16, maxit = 20000))
    done <- fit$value - again$value < 1e-11
    fit <- again
    if (done) break
  }
  fit
}

# Articles published by 915 biochemists (Long 1990), zero-inflated: pscl's own optimiser.
art <- bioChemists$art
zip <- zeroinfl(art ~ 1 | 1, data = bioChemists, control = zeroinfl.control(reltol = 1e-15))
out$zip <- list(counts = as.vector(table(factor(art, 0:max(art)))), rate = exp(coef(zip)[[1]]),
                inflation = plogis(coef(zip)[[2]]), logLik = as.numeric(logLik(zip)))

# Stouffer and Toby's role conflicts, two latent classes: flexmix. Published: Goodman (1974), G2 = 2.720.
patterns <- as.matrix(expand.grid(D = 1:0, C = 1:0, B = 1:0, A = 1:0)[, 4:1])
counts <- c(42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20)
answers <- patterns[rep(1:16, counts), ]
set.seed(1)
lca <- stepFlexmix(answers ~ 1, k = 2, model = FLXMCmvbinary(), nrep = 5, verbose = FALSE,
                   control = list(tolerance = 1e-15, iter.max = 20000, minprior = 0))
out$lca <- list(patterns = patterns, counts = counts, weights = prior(lca), probabilities = t(parameters(lca)),
                logLik = as.numeric(logLik(lca)))

# Tuning of tones (Cohen 1980), two lines: mixtools. Published: de Veaux (1989), and mixtools' own vignette.
data(tonedata)
invisible(capture.output(tone <- regmixEM(tonedata$tuned, tonedata$stretchratio, lambda = c(0.5, 0.5), beta = cbind(c(2, 0), c(0, 1)),
                 sigma = c(0.1, 0.1), epsilon = 1e-13, maxit = 100000)))
out$regressions <- list(x = tonedata$stretchratio, y = tonedata$tuned, weights = tone$lambda, beta = t(tone$beta),
                        sigma = tone$sigma, logLik = tone$loglik)

# Waits for Old Faithful, two gamma densities: flexmix has none of free shape, so the log-likelihood by optim.
waits <- faithful$waiting
gammas <- function(u) -sum(log(plogis(u[1]) * dgamma(waits, exp(u[2]), exp(u[2] - u[3])) +
                               (1 - plogis(u[1])) * dgamma(waits, exp(u[4]), exp(u[4] - u[5]))))
g <- nlls(gammas, c(-0.5, 4, log(54), 4, log(80)))
out$gamma <- list(waits = waits, weight = plogis(g$par[1]), shapes = exp(g$par[c(2, 4)]), means = exp(g$par[c(3, 5)]),
                  logLik = -g$value)

# Drawn from two bivariate t densities, of 3 and 8 degrees of freedom: optim on the log-likelihood.
set.seed(7)
drawn <- function(n, mean, nu) t(mean + t(matrix(rnorm(2 * n), n) / sqrt(rchisq(n, nu) / nu)))
rows <- round(rbind(drawn(120, c(0, 0), 3), drawn(180, c(4, 3), 8)), 3)
logt <- function(v) { # location, log-Cholesky scale, log degrees of freedom
  L <- matrix(c(exp(v[3]), v[4], 0, exp(v[5])), 2)
  nu <- exp(v[6])
  delta <- colSums(forwardsolve(L, t(rows) - v[1:2])^2)
  lgamma(nu / 2 + 1) - lgamma(nu / 2) - log(nu * pi) - v[3] - v[5] - (nu / 2 + 1) * log1p(delta / nu)
}
ts <- function(u) -sum(log(plogis(u[1]) * exp(logt(u[2:7])) + plogis(-u[1]) * exp(logt(u[8:13]))))
t2 <- nlls(ts, c(-0.5, 0, 0, 0, 0, 0, log(4), 4, 3, 0, 0, 0, log(4)))
out$t <- list(rows = rows, weight = plogis(t2$par[1]), means = rbind(t2$par[2:3], t2$par[8:9]),
              degrees = exp(t2$par[c(7, 13)]), logLik = -t2$value)

# Large earthquakes a year, 1900 to 2006, hidden Markov with Poisson counts. Published: Zucchini and MacDonald (2009), 4.2.
quakes <- c(13, 14, 8, 10, 16, 26, 32, 27, 18, 32, 36, 24, 22, 23, 22, 18, 25, 21, 21, 14, 8, 11, 14, 23, 18, 17, 19, 20,
  22, 19, 13, 26, 13, 14, 22, 24, 21, 22, 26, 21, 23, 24, 27, 41, 31, 27, 35, 26, 28, 36, 39, 21, 17, 22, 17, 19, 15, 34,
  10, 15, 22, 18, 15, 20, 15, 22, 19, 16, 30, 27, 29, 23, 20, 16, 21, 21, 25, 16, 18, 15, 18, 14, 10, 15, 8, 15, 6, 11, 8,
  7, 18, 16, 13, 12, 13, 20, 15, 16, 12, 18, 15, 16, 13, 15, 16, 11, 11)
hmm <- function(u) { # the first state is known to be the first: its probability goes to one
  lambda <- exp(u[1:2])
  A <- rbind(c(plogis(u[3]), plogis(-u[3])), c(plogis(-u[4]), plogis(u[4])))
  phi <- c(dpois(quakes[1], lambda[1]), 0)
  ll <- log(sum(phi)); phi <- phi / sum(phi)
  for (x in quakes[-1]) { phi <- (phi %*% A) * dpois(x, lambda); ll <- ll + log(sum(phi)); phi <- phi / sum(phi) }
  -ll
}
h <- nlls(hmm, c(log(15), log(26), 2, 2))
out$hmm <- list(counts = quakes, rates = exp(h$par[1:2]), stay = plogis(h$par[3:4]), logLik = -h$value)
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")
