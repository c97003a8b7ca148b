# Hidden Markov models by depmixS4. Made sequences.json once:
#   Rscript sequences.R > sequences.json
# with R 4.2.2, depmixS4 (its responses' gaps count nothing) and jsonlite. data/speed.csv is depmixS4's: response times and whether they
# were right, of one person in three series (Dutilh et al. 2011).
suppressMessages({library(depmixS4); library(jsonlite)})
data(speed)
series <- c(168, 134, 137)
fitted <- function(data) {
  set.seed(1)
  runs <- lapply(1:5, function(i) {
    model <- depmix(list(rt ~ 1, corr ~ 1), data = data, nstates = 2, family = list(gaussian(), multinomial("identity")), ntimes = series)
    fit(model, verbose = FALSE, emcontrol = em.control(tol = 1e-14, crit = "relative", maxit = 20000))
  })
  top <- runs[[which.max(sapply(runs, logLik))]]
  u <- getpars(top) # first (2), transitions by rows (4), then of each state mean, sd, and answers (2)
  o <- order(c(u[7], u[11]))
  list(logLik = as.numeric(logLik(top)), first = u[1:2][o], transitions = matrix(u[3:6], 2, byrow = TRUE)[o, o],
       means = u[c(7, 11)][o], sds = u[c(8, 12)][o], answers = rbind(u[9:10], u[13:14])[o, ],
       path = match(posterior(top, type = "viterbi")$state, o) - 1,
       smoothed = unname(posterior(top, type = "smoothing"))[, o])
}
gaps <- speed
gaps$rt[seq(5, 439, 7)] <- NA
gaps$corr[seq(3, 439, 5)] <- NA
invisible(capture.output(out <- list(speed = fitted(speed), gaps = fitted(gaps))))
cat(toJSON(out, digits = 12, auto_unbox = TRUE))
