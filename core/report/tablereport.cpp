#include "core/report/tablereport.h"
