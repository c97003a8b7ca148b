# A linear Gaussian state space model with gaps, by astsa's EM and Kalman filter and R's optim. Made statespace.json, and data/blood.csv, once:
#   Rscript statespace.R > statespace.json
# with R 4.2.2, astsa 2.5 and jsonlite. White blood cells and platelets (logs), and hematocrit, on 91 days after a transplant (Jones 1984;
# Shumway and Stoffer 2017, example 6.9): three states, each of them seen with noise.
suppressMessages({library(astsa); library(jsonlite)})
y <- matrix(blood, 91, dimnames = list(NULL, colnames(blood)))
seen <- !is.na(y)
A <- array(0, c(3, 3, 91))
for (t in 1:91) A[, , t] <- diag(as.numeric(seen[t, ]))
mean <- c(2, 4.5, 30) # of the first state
variance <- diag(c(1, 1, 25))

# astsa starts from the state before the first, which is taken so that the first has that mean and variance; it counts gaps as zeros
# that are seen with certainty but for the noise.
unpack <- function(u) {
  L <- diag(exp(u[c(10, 12, 15)]))
  L[2, 1] <- u[11]; L[3, 1:2] <- u[13:14]
  list(Phi = matrix(u[1:9], 3, byrow = TRUE), L = L, R = exp(u[16:18]))
}
height <- function(u) {
  p <- unpack(u)
  back <- solve(p$Phi)
  before <- back %*% (variance - p$L %*% t(p$L)) %*% t(back)
  minus <- Kfilter(y, A, back %*% mean, before, p$Phi, p$L, diag(sqrt(p$R)))$like
  as.numeric(minus + sum(seen) / 2 * log(2 * pi) - sum(colSums(!seen) * log(p$R)) / 2)
}
safe <- function(u) { v <- suppressWarnings(tryCatch(height(u), error = function(e) Inf)); if (is.finite(v)) v else 1e10 }
invisible(capture.output(em <- EM(y, A, mean, variance, diag(c(1, 1, 0.9)), diag(c(0.01, 0.01, 1)), diag(c(0.01, 0.01, 1)), max.iter = 50)))
L <- t(chol(em$Q))
at <- list(par = c(t(em$Phi), log(L[1, 1]), L[2, 1], log(L[2, 2]), L[3, 1:2], log(L[3, 3]), log(diag(em$R))), value = Inf)
repeat {
  again <- optim(at$par, safe, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = rep(1e-5, 18)))
  if (at$value - again$value < 1e-9) break
  at <- again
}
p <- unpack(again$par)
cat(toJSON(list(blood = list(logLik = -again$value, transition = p$Phi, steps = p$L %*% t(p$L), noise = p$R)), digits = NA, auto_unbox = TRUE), "\n")
write.csv(cbind(day = 1:91, y), "blood.csv", row.names = FALSE, quote = FALSE, na = "")
