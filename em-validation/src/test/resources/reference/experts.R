library(flexmix); set.seed(1); d<-read.csv("experts.csv"); best<-NULL
for(i in 1:10){ m<-try(flexmix(y~x,data=d,k=2,concomitant=FLXPmultinom(~x),control=list(tolerance=1e-15,iter.max=20000,minprior=0)),silent=TRUE); if(!inherits(m,"try-error") && (is.null(best)||logLik(m)>logLik(best))) best<-m }
options(digits=12); print(logLik(best)); print(parameters(best)); print(parameters(best,which="concomitant"))
ll<-function(t){ p<-plogis(t[7]+t[8]*d$x); -sum(log((1-p)*dnorm(d$y,t[1]+t[2]*d$x,exp(t[3]))+p*dnorm(d$y,t[4]+t[5]*d$x,exp(t[6])))) }
t<-c(1.06,.458,log(.515),-.383,-.872,log(.742),-.24,-1.167)
for(i in 1:6) t<-optim(t,ll,method="BFGS",control=list(reltol=1e-16,maxit=5000))$par
cat(sprintf("%.9f",c(-ll(t),t[1:2],exp(t[3]),t[4:5],exp(t[6]),t[7:8])),sep="\n")
