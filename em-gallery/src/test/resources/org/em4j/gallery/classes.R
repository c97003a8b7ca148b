# Latent classes by poLCA, and mixed columns with gaps by an EM of a few lines. Made classes.json once:
#   Rscript classes.R > classes.json
# with R 4.2.2, poLCA 1.6.0.2 and jsonlite. data/gss82.csv and data/cheating.csv are poLCA's data, by pattern.
suppressMessages({library(poLCA); library(jsonlite)})
out <- list()
best <- function(formula, data, ...) poLCA(formula, data, maxiter = 100000, tol = 1e-13, verbose = FALSE, ...)
probs <- function(fit) lapply(fit$probs, function(p) unname(as.matrix(p)))

# White respondents of the General Social Survey of 1982 (McCutcheon 1987). The manual's table 1 has the log-likelihood and the
# shares of the classes, -2754.545 and 0.621, 0.172, 0.207.
set.seed(1)
gss <- best(cbind(PURPOSE, ACCURACY, UNDERSTA, COOPERAT) ~ 1, { data(gss82); gss82 }, nclass = 3, nrep = 50)
out$gss82 <- list(logLik = gss$llik, shares = gss$P, probs = probs(gss), df = gss$npar, bic = gss$bic)

# Cheating students and their marks (Dayton 1998); the manual page has a log-likelihood of -429.6384 with the covariate.
data(cheating)
set.seed(1)
cheat <- best(cbind(LIEEXAM, LIEPAPER, FRAUD, COPYEXAM) ~ GPA, cheating, nclass = 2, nrep = 20)
out$cheating <- list(logLik = cheat$llik, shares = cheat$P, probs = probs(cheat), coefficients = as.vector(cheat$coeff),
                     errors = as.vector(cheat$coeff.se))

# What Americans said of Gore in 2000, with what they did not say. poLCA stops early there, at shares that sum to 0.99 and 18 nats
# below this EM.
data(election)
gore <- sapply(election[, c("MORALG", "CARESG", "KNOWG", "LEADG")], as.integer)
key <- apply(gore, 1, function(r) paste(ifelse(is.na(r), 0, r), collapse = ""))
kept <- table(key[key != "0000"])
n <- as.vector(kept)
answers <- do.call(rbind, lapply(strsplit(names(kept), ""), as.integer))
given <- lapply(1:4, function(j) sapply(1:4, function(a) as.numeric(answers[, j] == a)))
lca <- function(r) {
  for (i in 1:20000) {
    shares <- colSums(n * r) / sum(n)
    probs <- lapply(given, function(g) { m <- t(n * r) %*% g; m / rowSums(m) })
    logs <- Reduce(`+`, Map(function(g, p) g %*% t(log(pmax(p, 1e-300))), given, probs))
    joint <- exp(logs) * rep(shares, each = length(n))
    r <- joint / rowSums(joint)
  }
  list(shares = shares, probs = probs, logLik = sum(n * log(rowSums(joint))))
}
set.seed(1)
runs <- lapply(1:25, function(i) { u <- matrix(runif(3 * length(n)), ncol = 3); lca(u / rowSums(u)) })
top <- runs[[which.max(sapply(runs, function(f) f$logLik))]]
o <- order(top$shares)
out$election <- list(patterns = names(kept), counts = n, logLik = top$logLik, shares = top$shares[o],
                     probs = setNames(lapply(top$probs, function(p) p[o, ]), colnames(gore)))

# Drawn: a choice out of three, a count and a measurement of two classes, a sixth of each missing.
set.seed(3)
z <- rbinom(200, 1, 0.4) + 1
rows <- cbind(sapply(z, function(k) sample(3, 1, prob = list(c(6, 3, 1), c(1, 2, 4))[[k]])) - 1, rpois(200, c(1.5, 5)[z]),
              round(rnorm(200, c(0, 2)[z], c(1, 1.5)[z]), 3))
rows[matrix(runif(600) < 1 / 6, 200)] <- NA
em <- function(r) {
  for (i in 1:5000) {
    m <- list(w = colMeans(r), each = lapply(1:2, function(k) {
      seen <- function(j) which(!is.na(rows[, j]))
      p <- sapply(0:2, function(a) sum(r[rows[, 1] %in% a, k])) / sum(r[seen(1), k])
      mu <- weighted.mean(rows[seen(3), 3], r[seen(3), k])
      list(p = p, rate = weighted.mean(rows[seen(2), 2], r[seen(2), k]), mean = mu,
           variance = weighted.mean((rows[seen(3), 3] - mu)^2, r[seen(3), k]))
    }))
    zero <- function(v) ifelse(is.na(v), 0, v)
    logs <- sapply(1:2, function(k) with(m$each[[k]], log(m$w[k]) + zero(log(p[rows[, 1] + 1])) +
      zero(dpois(rows[, 2], rate, log = TRUE)) + zero(dnorm(rows[, 3], mean, sqrt(variance), log = TRUE))))
    r <- exp(logs) / rowSums(exp(logs))
  }
  c(m, logLik = sum(log(rowSums(exp(logs)))))
}
starts <- lapply(1:20, function(i) { u <- runif(200); em(cbind(u, 1 - u)) })
top <- starts[[which.max(sapply(starts, function(f) f$logLik))]]
top$each <- top$each[order(top$w)]
out$mixed <- list(rows = ifelse(is.na(rows), -99, rows), shares = sort(top$w), classes = top$each, logLik = top$logLik)
cat(toJSON(out, digits = 12, auto_unbox = TRUE))
