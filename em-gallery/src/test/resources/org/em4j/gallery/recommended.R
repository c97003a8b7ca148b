# What packages that come with R make of the gallery's models. Made recommended.json once:
#   Rscript recommended.R > recommended.json
# with R 4.2.2, survival, MASS and jsonlite. Data: survival's lung (Loprinzi et al. 1994) and tobin (Tobin 1958), MASS' quine
# (Aitkin 1978, as Venables and Ripley 2002 have it).
suppressMessages({library(survival); library(MASS); library(jsonlite)})
out <- list()
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
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")
