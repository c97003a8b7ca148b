# Makes standard_errors.json; run in this folder: Rscript standard_errors.R. R 4.2.2, lavaan 0.6-14, mclust 6.0.0.
library(lavaan)
library(mclust)
library(jsonlite)

data <- function(name) read.csv(file.path("..", "..", "..", "..", "..", "data", name))
hs <- data("holzinger_swineford.csv")[paste0("x", 1:9)]
one <- paste("f =~", paste(names(hs), collapse = " + "))
errors <- function(...) {
  fit <- cfa(one, hs, std.lv = TRUE, ...)
  table <- parameterEstimates(fit)
  list(
    logLikelihood = as.numeric(logLik(fit)),
    loadings = table$est[table$op == "=~"],
    loadingErrors = table$se[table$op == "=~"],
    uniquenesses = table$est[table$op == "~~" & table$lhs != "f"],
    uniquenessErrors = table$se[table$op == "~~" & table$lhs != "f"])
}

faithful <- data("faithful.csv")
set.seed(20261125)
drawn <- function(type) {
  boot <- MclustBootstrap(Mclust(faithful, 2, "VVV"), nboot = 999, type = type)
  summary <- summary(boot, "se")
  list(weights = summary$pro, means = summary$mean, covariances = summary$variance)
}

write_json(
  list(
    factor = list(
      expected = errors(information = "expected", meanstructure = TRUE),
      observed = errors(information = "observed", meanstructure = TRUE),
      sandwich = errors(estimator = "MLR", meanstructure = TRUE),
      sandwichObserved = errors(estimator = "MLR", information = "observed", meanstructure = TRUE)),
    bootstrap = list(nonparametric = drawn("bs"), parametric = drawn("pb")),
    software = list(R = as.character(getRversion()), lavaan = as.character(packageVersion("lavaan")),
                    mclust = as.character(packageVersion("mclust")))),
  "standard_errors.json", digits = NA, pretty = TRUE, auto_unbox = TRUE)
