# A linear mixed model by lme4. Made mixedmodel.json, and data/sleepstudy.csv, once:
#   Rscript mixedmodel.R > mixedmodel.json
# with R 4.2.2, lme4 1.1-31 and jsonlite. lme4 works out the likelihood by sparse Cholesky factors, and climbs it by a general optimiser.
suppressMessages({library(lme4); library(jsonlite)})
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e5))
fitted <- function(formula) {
  m <- lmer(formula, sleepstudy, REML = FALSE, control = control)
  list(logLik = as.numeric(logLik(m)), line = unname(fixef(m)), variance = sigma(m)^2, errors = sqrt(diag(as.matrix(vcov(m)))),
       effects = unname(matrix(VarCorr(m)$Subject, nrow(VarCorr(m)$Subject))), modes = as.matrix(unname(ranef(m)$Subject)))
}
out <- list(slopes = fitted(Reaction ~ Days + (Days | Subject)), intercepts = fitted(Reaction ~ Days + (1 | Subject)))
cat(toJSON(out, digits = NA, auto_unbox = TRUE), "\n")
days <- sleepstudy[, c("Subject", "Days", "Reaction")]
names(days) <- c("subject", "days", "reaction")
write.csv(days, "sleepstudy.csv", row.names = FALSE, quote = FALSE)
