import { addMessages } from '../i18n';
import { en } from './graph-en';
import { es } from './graph-es';

addMessages({ es, en });
