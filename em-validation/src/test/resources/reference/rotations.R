# Rotations of the loadings of fa_harman74_q4.json and fa_hs_q3.json by GPArotation 2022.10, each from 15 random starts, the
# lowest of the criterion, from where it goes on to a slope of 1e-8 or 2000 steps. Writes rotations.csv: reference, rotation, value, slope, then loadings (d x q) and correlations of
# the factors (q x q), row by row. Run here: Rscript rotations.R
suppressMessages({library(GPArotation); library(jsonlite)})
set.seed(1)
matrixOf <- function(file) { l <- fromJSON(file)$loadings_unrotated_canonical; matrix(unlist(l), ncol = ncol(l)) }
ways <- function(d, q) {
  target <- matrix(NA, d, q); for (a in 1:q) target[(seq_len(d) - 1) %/% ceiling(d / q) + 1 != a, a] <- 0
  full <- ifelse(is.na(target), 0.6, 0)
  W <- ifelse(is.na(target), 0, 1); Z <- matrix(0, d, q)
  list("oblimin(-0.5)" = list("Q", "oblimin", list(gam = -0.5)), "oblimin(0.3)" = list("Q", "oblimin", list(gam = 0.3)),
       geominT = list("T", "geomin", list(delta = 0.01)), "geomin(0.001)" = list("Q", "geomin", list(delta = 0.001)),
       "cf(0.1)" = list("Q", "cf", list(kappa = 0.1)), "cfT(0.1)" = list("T", "cf", list(kappa = 0.1)),
       equamax = list("T", "cf", list(kappa = q / (2 * d))), parsimax = list("T", "cf", list(kappa = (q - 1) / (d + q - 2))),
       bentler = list("Q", "bentler", NULL), bentlerT = list("T", "bentler", NULL),
       infomax = list("Q", "infomax", NULL), infomaxT = list("T", "infomax", NULL),
       bifactor = list("Q", "bifactor", NULL), bifactorT = list("T", "bifactor", NULL),
       entropy = list("T", "entropy", NULL), simplimax = list("Q", "simplimax", list(k = d)),
       target = list("Q", "target", list(Target = full)), targetT = list("T", "target", list(Target = full)),
       pst = list("Q", "pst", list(W = W, Target = Z)), pstT = list("T", "pst", list(W = W, Target = Z)))
}
out <- file("rotations.csv", "w")
for (name in c("fa_harman74_q4", "fa_hs_q3")) {
  A <- matrixOf(paste0(name, ".json")); d <- nrow(A); q <- ncol(A); w <- ways(d, q)
  for (kaiser in c(FALSE, TRUE)) for (way in names(w)) {
    if (kaiser && !(way %in% c("infomax", "cfT(0.1)", "geominT"))) next
    best <- NULL; run <- if (w[[way]][[1]] == "T") GPForth else GPFoblq
    go <- function(T, eps, maxit) tryCatch(suppressWarnings(run(A, Tmat = T, normalize = kaiser, eps = eps, maxit = maxit,
                                           method = w[[way]][[2]], methodArgs = w[[way]][[3]])), error = function(e) NULL)
    value <- function(r) r$Table[nrow(r$Table), 2]
    for (s in 1:15) {
      r <- go(if (s == 1) diag(q) else Random.Start(q), 1e-3, 300)
      if (!is.null(r) && is.finite(value(r)) && (is.null(best) || value(r) < value(best))) best <- r
    }
    best <- go(best$Th, 1e-8, 2000)
    Phi <- if (is.null(best$Phi)) diag(q) else best$Phi
    cat(name, paste0(way, if (kaiser) " kaiser" else ""), sprintf("%.12g", value(best)), sprintf("%.1e", 10^best$Table[nrow(best$Table), 3]),
        sprintf("%.9f", t(unclass(best$loadings))), sprintf("%.9f", t(Phi)), sep = ",", file = out); cat("\n", file = out)
  }
}
close(out)
