# Sampling adequacy and reliability by psych 2.2.9: KMO, cortest.bartlett, alpha and omega (maximum likelihood, oblimin).
# Writes adequacy.json. Run here: Rscript adequacy.R
suppressMessages({library(psych); library(jsonlite)})
hs <- read.csv("../../../../../data/holzinger_swineford.csv")[, paste0("x", 1:9)]
h74 <- Harman74.cor$cov
of <- function(name, R, C, n, q, turned = c()) {
  keys <- rep(1, ncol(R)); keys[turned] <- -1
  k <- KMO(R); b <- cortest.bartlett(R, n)
  a <- suppressWarnings(alpha(diag(keys) %*% C %*% diag(keys), n.obs = n))$total
  o <- suppressMessages(suppressWarnings(omega(R, q, fm = "ml", plot = FALSE)))
  list(name = name, factors = q, kmo = k$MSA, columns = as.numeric(k$MSAi), chiSquare = b$chisq, degreesOfFreedom = b$df, pValue = b$p.value,
       turned = turned, alpha = a$raw_alpha, standardizedAlpha = a$std.alpha, omegaTotal = o$omega.tot,
       omegaHierarchical = if (q > 1) o$omega_h)
}
turned <- hs; turned$x2 <- -turned$x2
out <- list(of("hs", cor(hs), cov(hs), nrow(hs), 3), of("hs", cor(hs), cov(hs), nrow(hs), 1), of("hs", cor(hs), cov(hs), nrow(hs), 2),
            of("hs x2 turned", cor(turned), cov(turned), nrow(hs), 3, 2), of("harman74", h74, h74, 145, 4))
write(toJSON(out, auto_unbox = TRUE, digits = 12, pretty = TRUE, null = "null"), "adequacy.json")
