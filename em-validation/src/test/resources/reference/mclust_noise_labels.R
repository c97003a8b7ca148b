# Rscript mclust_noise_labels.R > mclust_noise_and_labels.json, in this folder. noise_faithful.csv holds 40 rows more than
# faithful, uniform over (0, 10) x (20, 140); labels_iris.csv has every fifth species left.
suppressMessages(library(mclust))
fmt <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse=","), "]")
x <- as.matrix(read.csv("noise_faithful.csv"))
noise <- seq_len(nrow(x)) > 272
z <- cbind(!noise & x[, 1] < 3.2, !noise & x[, 1] >= 3.2, noise) * 1
volume <- prod(apply(x, 2, function(v) diff(range(v))))
out <- c()
for (m in c("VII", "VVI", "EEE", "VEV", "VVV")) {
  ll <- sapply(1:25, function(t) me(data=x, modelName=m, z=z, Vinv=1/volume, control=emControl(itmax=c(t, 200), tol=c(0, 1e-14)), warn=FALSE)$loglik)
  f <- me(data=x, modelName=m, z=z, Vinv=1/volume, control=emControl(itmax=c(25, 200), tol=c(0, 1e-14)), warn=FALSE)
  out <- c(out, sprintf('"%s":{"logLikelihood":%s,"weights":%s}', m, fmt(ll), fmt(f$parameters$pro)))
}
d <- read.csv("labels_iris.csv")
species <- ifelse(d$Species == "", NA, d$Species)
ssc <- c()
for (m in c("EII", "VVI", "EEE", "VEV", "VVV")) {
  # MclustSSC itself does not hand its control on
  s <- mclust:::MclustSSC.fit(d[, 1:4], class=species, G=3, modelName=m, control=emControl(tol=c(1e-14, 1e-14), itmax=c(1e5, 1e3)))
  ssc <- c(ssc, sprintf('"%s":{"logLikelihood":%.17g,"parameters":%d,"weights":%s}', m, s$loglik, s$df, fmt(s$parameters$pro)))
}
cat(sprintf('{"source":"R %s, mclust %s: me with Vinv, itmax 1..25; MclustSSC.fit to 1e-14",\n"noise":{%s},\n"labels":{%s}}\n',
  getRversion(), packageVersion("mclust"), paste(out, collapse=",\n"), paste(ssc, collapse=",\n")))
