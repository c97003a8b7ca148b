# Item response models by ltm. Made item.json, and the tables data/lsat6.csv and data/science.csv of its data, once:
#   Rscript item.R > item.json
# with R 4.2.2, ltm 1.2-0 (21 nodes of Gauss-Hermite quadrature, as the test has) and jsonlite. ltm's optimiser stops early: ltm starts
# again where it ended until its score is no smaller, and grm goes on by optim on the log-likelihood.
suppressMessages({library(ltm); library(jsonlite)})
patterns <- function(data) {
  key <- do.call(paste, as.data.frame(data))
  first <- !duplicated(key)
  table <- cbind(data[first, ], people = as.vector(table(factor(key, key[first]))))
  table[do.call(order, as.data.frame(table)), ]
}
out <- list()

# Five questions of section 6 of the Law School Admission Test (Bock and Lieberman 1970). Published too: Bock and Aitkin (1981).
lsat <- ltm(LSAT ~ z1, control = list(GHk = 21, iter.em = 200, iter.qN = 1000))
repeat {
  again <- ltm(LSAT ~ z1, start.val = lsat$coefficients, control = list(GHk = 21, iter.em = 0, iter.qN = 1000))
  if (!(again$max.sc < lsat$max.sc)) break
  lsat <- again
}
scored <- factor.scores(lsat, method = "EAP", resp.patterns = rbind(rep(0, 5), c(0, 1, 1, 0, 1), rep(1, 5)))$score.dat
out$lsat <- list(intercepts = unname(lsat$coefficients[, 1]), slopes = unname(lsat$coefficients[, 2]),
                 logLik = lsat$log.Lik, score = lsat$max.sc, errors = unname(sqrt(diag(vcov(lsat)))), eap = scored$z1)

# What 392 people think of science, four of seven questions, four answers each (Eurobarometer 1992).
science <- sapply(Science[c("Comfort", "Work", "Future", "Benefit")], as.integer) - 1
graded <- grm(science, control = list(GHk = 21, iter.qN = 1000))
height <- function(u) { # of each item its thresholds, then its slope
  p <- matrix(1, nrow(science), 21)
  for (j in 1:4) {
    at <- u[4 * j - 3:0]
    p <- p * diff(rbind(0, plogis(outer(at[1:3], at[4] * graded$GH$Z, "-")), 1))[science[, j] + 1, ]
  }
  -sum(log(p %*% graded$GH$GHw))
}
at <- list(par = unlist(graded$coefficients), value = Inf)
repeat {
  again <- optim(at$par, height, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = rep(1e-5, 16)))
  if (!(again$value < at$value)) break
  at <- again
}
out$science <- list(coefficients = matrix(at$par, 4, byrow = TRUE), logLik = -at$value, grm = graded$log.Lik)
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")

lsat6 <- as.matrix(LSAT)
colnames(lsat6) <- paste0("item", 1:5)
write.csv(patterns(lsat6), "lsat6.csv", row.names = FALSE, quote = FALSE)
write.csv(patterns(science), "science.csv", row.names = FALSE, quote = FALSE)
