/* In place of libproxy in the portable archive. Qt's network library wants one, and the real one brings a web client and three
   libraries of cryptography, 25 MB, for a program that never goes to a network. The answer is always "no proxy". */
#include <stddef.h>

void *px_proxy_factory_new(void)
{
    return NULL;
}

char **px_proxy_factory_get_proxies(void *factory, const char *url)
{
    (void)factory;
    (void)url;
    return NULL;
}

void px_proxy_factory_free_proxies(char **proxies)
{
    (void)proxies;
}

void px_proxy_factory_free(void *factory)
{
    (void)factory;
}
