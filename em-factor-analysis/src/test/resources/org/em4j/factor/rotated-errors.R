# Standard errors of rotated loadings and of factor correlations of three factors of holzinger_swineford.csv: the delta
# method, by numeric derivatives of rotations that start where GPArotation ends, from the observed information of loadings
# with an upper triangle of zeros (numDeriv). Writes rotated-errors.csv. R 4.2, GPArotation 2022.10, numDeriv 2016.8.
suppressMessages({library(GPArotation); library(numDeriv)})
x <- as.matrix(read.csv("../../../../../../../data/holzinger_swineford.csv")[, paste0("x", 1:9)])
n <- nrow(x); d <- 9; q <- 3
S <- cov(x) * (n - 1) / n
free <- lower.tri(matrix(0, d, q), diag = TRUE)
unpack <- function(p) { L <- matrix(0, d, q); L[free] <- p[1:sum(free)]; list(L = L, psi = p[-(1:sum(free))]) }
gradient <- function(p) {
  u <- unpack(p); V <- u$L %*% t(u$L) + diag(u$psi); Vi <- solve(V); G <- n / 2 * (Vi - Vi %*% S %*% Vi)
  c((2 * G %*% u$L)[free], diag(G))
}
f <- factanal(x, q, rotation = "none", control = list(nstart = 5, lower = 0.001, opt = list(factr = 1)))
L <- diag(sqrt(diag(S))) %*% f$loadings[]
p <- c((L %*% qr.Q(qr(t(L[1:q, ]))))[free], f$uniquenesses * diag(S))
for (i in 1:20) p <- p - solve(jacobian(gradient, p), gradient(p))
H <- jacobian(gradient, p); C <- solve((H + t(H)) / 2)
standardised <- function(p) { u <- unpack(p); u$L / sqrt(rowSums(u$L^2) + u$psi) }

vgQ <- list(varimax = GPArotation:::vgQ.varimax, promax = GPArotation:::vgQ.varimax, quartimax = GPArotation:::vgQ.quartimax,
            oblimin = function(L) GPArotation:::vgQ.oblimin(L, gam = 0), geomin = function(L) GPArotation:::vgQ.geomin(L, delta = 0.01))
descend <- function(A, how, T) { # gradient projection (Jennrich 2001, 2002) that stops by the slope alone
  oblique <- how %in% c("oblimin", "geomin"); step <- 1; at <- NULL
  place <- function(T) {
    Ti <- if (oblique) solve(T) else t(T); L <- A %*% t(Ti); v <- vgQ[[how]](L)
    G <- if (oblique) -t(t(L) %*% v$Gq %*% Ti) else t(A) %*% v$Gq
    D <- if (oblique) G - T %*% diag(colSums(T * G)) else G - T %*% (t(T) %*% G + t(G) %*% T) / 2
    list(T = T, L = L, f = v$f, D = D, s = sqrt(sum(D^2)))
  }
  at <- place(T)
  for (i in 1:20000) {
    if (at$s < 1e-10) break
    repeat {
      M <- at$T - step * at$D
      T <- if (oblique) M %*% diag(1 / sqrt(colSums(M^2))) else { v <- svd(M); v$u %*% t(v$v) }
      nxt <- place(T)
      if (nxt$s < at$s || nxt$f < at$f - step * at$s^2 / 2 || step < 1e-8) break
      step <- step / 2
    }
    at <- nxt; step <- min(step * 1.5, 100)
  }
  at
}
rotate <- function(A, how, T) {
  w <- if (how %in% c("varimax", "promax")) sqrt(rowSums(A^2)) else rep(1, d)
  r <- descend(A / w, how, T); L <- r$L * w
  if (how == "promax") {
    U <- solve(t(L) %*% L, t(L) %*% (L * abs(L)^3)); U <- U %*% diag(sqrt(diag(solve(t(U) %*% U))))
    return(list(L = L %*% U, Phi = solve(t(U) %*% U), T = r$T, f = r$f))
  }
  list(L = L, Phi = if (how %in% c("oblimin", "geomin")) t(r$T) %*% r$T else diag(q), T = r$T, f = r$f)
}
slopes <- function(f, p) sapply(seq_along(p), function(i) {
  h <- 2e-3 * max(abs(p[i]), 0.1); e <- replace(0 * p, i, h)
  (8 * (f(p + e) - f(p - e)) - (f(p + 2 * e) - f(p - 2 * e))) / (12 * h)
})
A0 <- standardised(p); out <- NULL
for (how in names(vgQ)) {
  set.seed(1); best <- list(f = Inf)
  for (s in 1:20) {
    r <- rotate(A0, how, if (s == 1) diag(q) else qr.Q(qr(matrix(rnorm(q * q), q))))
    if (r$f < best$f - 1e-9) best <- r
  }
  g <- function(p) {
    u <- unpack(p); r <- rotate(standardised(p), how, best$T)
    c(r$L, r$L * sqrt(rowSums(u$L^2) + u$psi), r$Phi[lower.tri(r$Phi)])
  }
  J <- slopes(g, p); est <- g(p); se <- sqrt(diag(J %*% C %*% t(J)))
  R <- array(est[1:(2 * d * q)], c(d, q, 2)); E <- array(se[1:(2 * d * q)], c(d, q, 2))
  ord <- order(-colSums(R[, , 1]^2)); sg <- ifelse(colSums(R[, ord, 1]) < 0, -1, 1)
  full <- function(v) { M <- diag(q); M[lower.tri(M)] <- v; M[upper.tri(M)] <- t(M)[upper.tri(M)]; M[ord, ord] }
  P <- diag(sg) %*% full(tail(est, 3)) %*% diag(sg); PE <- full(tail(se, 3))
  each <- sprintf("loading of x%d on factor %d", rep(1:d, q), rep(1:q, each = d))
  out <- rbind(out, data.frame(rotation = how,
    quantity = c(paste("standardised", each), each, sprintf("correlation of factors %d and %d", c(1, 1, 2), c(2, 3, 3))),
    estimate = c(R[, ord, 1] %*% diag(sg), R[, ord, 2] %*% diag(sg), P[lower.tri(P)]),
    se = c(E[, ord, 1], E[, ord, 2], PE[lower.tri(PE)])))
  cat(how, best$f, date(), "\n")
}
write.table(out, "rotated-errors.csv", sep = ",", row.names = FALSE, col.names = FALSE, quote = FALSE)
