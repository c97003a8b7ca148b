suppressMessages(library(mclust))
x <- as.matrix(read.csv("../../../../../data/iris.csv")[,1:4])
z <- unmap(rep(1:3,each=50))
fmt <- function(v) paste0("[", paste(sprintf("%.17g", v), collapse=","), "]")
out <- c()
for (m in c("EII","VII","VVI","EEE","VVV")) {
  ll <- c(); last <- NULL
  for (t in 1:25) {
    f <- me(data=x, modelName=m, z=z, prior=priorControl(), control=emControl(itmax=c(t,t), tol=c(0,0)), warn=FALSE)
    ll <- c(ll, f$loglik); last <- f
  }
  s <- last$parameters$variance$sigma
  out <- c(out, sprintf('"%s":{"logLikelihood":%s,"weights":%s,"means":[%s],"covariances":[%s]}', m, fmt(ll), fmt(last$parameters$pro),
     paste(apply(last$parameters$mean,2,fmt),collapse=","), paste(apply(s,3,function(a) paste0("[",paste(apply(a,1,fmt),collapse=","),"]")),collapse=",")))
}
cat(sprintf('{"source":"R %s, mclust %s: me(iris, z by species, prior=priorControl()), itmax 1..25","models":{%s}}\n', getRversion(), packageVersion("mclust"), paste(out,collapse=",\n")))
